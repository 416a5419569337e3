import time
def test_a(city_app): pass
def test_b(database_url):
    import time
    from app.settings import Settings
    from app.services import migrating, plan_seeds
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session
    t=time.time()
    e=create_engine(database_url)
    migrating.upgrade(e); print("mig",time.time()-t)
    with Session(e) as s:
        t=time.time(); plan_seeds.seed_plan(s);print("plan",time.time()-t)
        t=time.time(); plan_seeds.seed_plan(s);print("again",time.time()-t)
    e.dispose()
